"""Design tokens and primitives: functions over `rx.el` that know no state, no route and no backend."""
