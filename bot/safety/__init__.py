"""The crisis screen that runs ahead of everything else, and the words and numbers it hands over."""
