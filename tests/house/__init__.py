"""The house rules, held by machines: each is shown to fail on a bent example."""
