"""Services (服务): what firms need, asked in one place and followed until the asker says it is solved."""
