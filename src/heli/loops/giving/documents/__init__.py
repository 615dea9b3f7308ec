"""What leaves the house: public statements, packing lists, lists of gifts."""
