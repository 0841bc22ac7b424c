"""The vocabulary of generated content. The likeliest words stand first."""

FIRST_NAMES = (
    "Anna Ben Clara David Elif Farid Greta Hugo Ines Jonas Kaja Liam Mira Nils Olga"
    " Pavel Quinn Rosa Samir Tilda Umar Vera Wanda Xenia Yusuf Zoe Aiko Bruno Chidi"
    " Dilan Emre Freya Gita Henrik Ivana Jamal Kofi Leila Marco Noor Oskar Priya"
    " Rafael Selma Tomas Uma Viktor Wiebke Yara Zeno"
).split()

LAST_NAMES = (
    "Berg Costa Dubois Ekman Fischer Garcia Hansen Ivanov Jensen Kowal Lind Moreau"
    " Novak Okafor Petrov Quist Rossi Schmidt Tanaka Ueda Varga Weber Xu Yilmaz Zimmer"
    " Almeida Brandt Castro Dahl Engel Ferri Gupta Holm Ito Jonsson Keller Larsen"
    " Mendes Nowak Olsen Patel Reyes Santos Thorn Urban Vogel Winter Young Zeller"
).split()

COMPANIES = (
    "Harbour Northwind Bluefield Copperline Lantern Meadow Quarry Tidewater Foundry"
    " Juniper Kestrel Saltmarsh Windmill Ironwood Larkspur Millstone"
).split()

PRODUCTS = (
    "the desktop app|the browser extension|the Android app|the iPhone app|my vault|"
    "the team vault|the licence|the invoice|autofill|sync|the account page|"
    "two-step login|the export|the import|the recovery sheet|emergency access|"
    "the shared folder|the admin console|single sign-on|the vault check|the backup|"
    "the passkey|the attachment|the password generator|the command line tool"
).split("|")

FAILURES = (
    "does not open|shows an old entry|asks for the password again and again|is empty|"
    "stops after a few seconds|says that the connection was lost|is very slow|"
    "does not find my device|refuses the code|cannot be removed|shows a blank window|"
    "fills the wrong field|reports an unknown error|hangs at 99 percent|"
    "was charged twice|lost its settings|does not start after the restart|"
    "sends no mail|counts one seat too many|cannot be shared"
).split("|")

MOMENTS = (
    "since the last update|since this morning|after I changed my phone|"
    "since we moved to the new office|every Monday|on the second computer|"
    "after the renewal|when I am offline|in a private window|since the weekend|"
    "behind the company proxy|after restoring a backup|for two of our colleagues|"
    "on a slow connection|with a large vault"
).split("|")

PLACES = (
    "Settings|the account page|the list of devices|the sign-in page|the side bar|"
    "the licence page|the team page|the menu of the extension|the system tray|"
    "the log file|the mail that we sent|the recovery page"
).split("|")

ACTIONS = (
    "sign out and in again|update the app|remove the device and add it anew|"
    "empty the cache of the browser|check the clock of the device|"
    "send us the diagnostic report|look into the spam folder|restart the computer|"
    "turn off other extensions|try another network|export the vault first|"
    "ask the administrator of your team|wait for the next sync|reset the filter"
).split("|")

FEELINGS = (
    "This worked fine for years.|I depend on it every day.|It is not urgent.|"
    "My colleagues see the same.|I have tried it twice.|It happens now and then.|"
    "I could not find it in the guides.|A screenshot would look the same.|"
    "Please tell me what else you need to know.|I am not very technical.|"
    "We have about forty seats.|It came back after a restart."
).split("|")

REASONS = (
    "the clock of the device is wrong|the licence belongs to another address|"
    "an old version is still installed|the mail was filtered|"
    "the vault was moved to another account|the certificate of the proxy is unknown|"
    "the database of the browser is locked|too many devices are signed in|"
    "the seat was given to somebody else|the first sync has not ended"
).split("|")

TAGS = (
    "sync|billing|login|mobile|extension|licence|import|sharing|sso|performance|"
    "refund|security|windows|macos|linux|android|iphone|feature request|outage|vip"
).split("|")

CATEGORIES = (
    "First steps|Sync and devices|Licences and seats|Browsers|Phones and tablets|"
    "Teams|Sharing|Security|Import and export|Invoices|Recovery|When it fails"
).split("|")

FORUMS = "Questions|Ideas|Known problems|Tips and tricks|Announcements".split("|")

TEAMS = "Front desk|Billing|Technical|Accounts".split("|")
