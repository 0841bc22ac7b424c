// Runs before the first paint: the chosen theme and keys, and word that scripts run at all.
{
  const root = document.documentElement;
  root.dataset.js = "";
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("keys") === "off") root.dataset.keys = "off";
  } catch {
    // storage is closed to us: the system's theme stays
  }
}
