"""What residents use: report, follow, rate, and see what others reported. No account, no script."""
