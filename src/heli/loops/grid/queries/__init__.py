"""Reading cases, reports, lists, codes and clocks."""
