"""The page to mail: answers in one file that asks no host for anything."""
