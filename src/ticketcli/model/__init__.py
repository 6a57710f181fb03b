"""The ground floor: plain values and pure functions about tickets."""
