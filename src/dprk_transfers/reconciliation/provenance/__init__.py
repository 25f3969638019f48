"""Where claims come from: independent origins, echoes, and hints of what may be one."""
