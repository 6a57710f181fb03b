"""What was typed and is not confirmed: drafts on disk, kept until the portal was seen to have them."""
