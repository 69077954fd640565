class MachineError(Exception):
    """That a machine does not translate a text, in words for whoever asked it to."""
