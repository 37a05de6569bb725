"""What seller central draws: its frame, tables, panels, forms, the upload of a feed."""
