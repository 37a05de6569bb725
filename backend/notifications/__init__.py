"""What people are told: templates rendered to messages, sent after commit, once per event and recipient."""
