"""A year to date before everybody has reported: what is measured, what is imputed for whom, past errors."""
