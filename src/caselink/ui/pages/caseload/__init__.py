"""All cases of the office: as a list, or as a board of cases × domains."""
