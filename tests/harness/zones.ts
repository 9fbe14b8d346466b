/** Both hemispheres, half and quarter hours, gaps at midnight, before midnight, of 30 and of 120 minutes, Ramadan rules. */
export const ZONES = [
  'UTC', 'Asia/Seoul', 'Asia/Pyongyang', 'Asia/Tokyo', 'Asia/Shanghai', 'Europe/Moscow', 'Asia/Vladivostok',
  'Europe/London', 'Europe/Dublin', 'Europe/Berlin', 'Europe/Kyiv', 'America/New_York', 'America/Los_Angeles',
  'America/St_Johns', 'America/Santiago', 'America/Asuncion', 'America/Havana', 'America/Nuuk', 'Atlantic/Azores',
  'Africa/Cairo', 'Africa/Casablanca', 'Asia/Beirut', 'Asia/Jerusalem', 'Asia/Kathmandu', 'Asia/Kolkata',
  'Australia/Lord_Howe', 'Australia/Sydney', 'Pacific/Auckland', 'Pacific/Chatham', 'Antarctica/Troll',
]; // prettier-ignore
