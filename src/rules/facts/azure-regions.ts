/** Regions of Azure without availability zones as of November 2026, by name or display name. */
export const regionsWithoutZones =
  /^(?:australia ?central ?2?|australia ?southeast|brazil ?southeast|canada ?east|france ?south|germany ?north|jio ?india ?(?:central|west)|korea ?south|north ?central ?us|norway ?west|south ?africa ?west|south ?india|sweden ?south|switzerland ?west|uae ?central|uk ?west|west ?central ?us|west ?india|west ?us)$/i;
