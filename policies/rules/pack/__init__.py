"""The pack keeps itself honest: its configuration opens nothing."""
