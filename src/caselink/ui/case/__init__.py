"""The page of one case: its header, the picture of needs, the form, her consents, what leaves and what left."""
