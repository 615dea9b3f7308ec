"""The faces of casework."""
