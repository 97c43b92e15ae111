"""Telegram and WhatsApp: the same gate as the page's, with words alone in place of what a page can show."""
