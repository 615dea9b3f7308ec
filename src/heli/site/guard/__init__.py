"""What stands between the network and the doors: buckets, session life, second factor."""
