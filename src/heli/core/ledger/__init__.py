"""Double entry for everything countable that moves: cash, masks, books, tallies of work.

``actions`` is what people do; ``posting`` is the same for loops that post inside their own acts;
``queries`` says what is where.
"""
