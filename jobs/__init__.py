"""What happens without a click: after an event, or on the clock. Jobs decide nothing; they call verbs."""
