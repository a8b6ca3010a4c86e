"""Quotations -> places in their texts: what is proven, and what is said of the rest."""
