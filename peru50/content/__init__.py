"""The jubilee's texts and pictures, from the readable files in content/ to the desk, and printed.

Loading is idempotent: what exists is left as editors have it, whatever the files say.
"""
