"""Storage boxes: `StorageBox`, `StorageBoxSnapshot`, `StorageBoxSubaccount`."""
