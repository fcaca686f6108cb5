"""What gunicorn reads where it is started in this folder. Without `--access-logfile` it writes no access log."""

logger_class = "sendplan.access_log.QuietLogger"
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(b)s %(L)s'
