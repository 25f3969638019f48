"""Names for the parts of a page that the theme leaves without one, as axe asks for."""

from __future__ import annotations

import re
from typing import Any, Final

#: A part of the navigation, which the theme names by a label that holds no text, and its title.
_SECTION: Final = re.compile(
    r'(<nav class="md-nav" data-md-level="\d+") aria-labelledby="(\w+)_label"'
    r'([^>]*>\s*<label class="md-nav__title" for="\2">\s*<span[^>]*></span>\s*)([^<]*?)(?=\s*<)'
)


def on_post_page(output: str, **_: Any) -> str:
    """Name each part of the navigation by its title, and the way to the page as such."""
    named = _SECTION.sub(r'\1 aria-label="\4"\3\4', output)
    path = 'class="md-path" aria-label='
    return named.replace(f'{path}"Navigation"', f'{path}"Where this is"')
