"""The site, for any WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from helpdesk.tether import tie_worker_to_master

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")

tie_worker_to_master()
application = get_wsgi_application()
