"""What the policy pack costs per resource, beside a pack of the stock SDK with one rule that does nothing."""
