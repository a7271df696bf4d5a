"""What people look at: plain rows, each list a page, read in one transaction under the policy."""
