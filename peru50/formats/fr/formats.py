"""French, with the narrow no-break space that Django's own formats lack."""

DATE_FORMAT = "j F Y"  # publishing/dates.py writes the first of a month as "1er"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3
