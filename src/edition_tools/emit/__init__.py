"""Edition → text: pages of MyST, a bibliography, a record for the publisher, a ledger."""
