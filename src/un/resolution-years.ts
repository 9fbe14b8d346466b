/**
 * Resolutions of the Security Council run through without restart, so the number tells the year. Each entry is a year
 * and its last number; checked against the Council's own tables and the corpus of all resolutions.
 */
const LAST_OF_YEAR: readonly (readonly [year: number, last: number])[] = (
  '1946:15 1947:37 1948:66 1949:78 1950:89 1951:96 1952:98 1953:103 1954:105 1955:110 1956:121 1957:126 1958:131 ' +
  '1959:132 1960:160 1961:170 1962:177 1963:185 1964:199 1965:219 1966:232 1967:244 1968:262 1969:275 1970:291 ' +
  '1971:307 1972:324 1973:344 1974:366 1975:384 1976:402 1977:422 1978:443 1979:461 1980:484 1981:499 1982:528 ' +
  '1983:545 1984:559 1985:580 1986:593 1987:606 1988:626 1989:646 1990:683 1991:725 1992:799 1993:892 1994:969 ' +
  '1995:1035 1996:1092 1997:1146 1998:1219 1999:1284 2000:1334 2001:1386 2002:1454 2003:1521 2004:1580 2005:1651 ' +
  '2006:1738 2007:1794 2008:1859 2009:1907 2010:1966 2011:2032 2012:2085 2013:2132 2014:2195 2015:2259 2016:2336 ' +
  '2017:2397 2018:2451 2019:2503 2020:2560 2021:2617 2022:2671 2023:2721 2024:2767'
)
  .split(' ')
  .map((entry) => {
    const [year = 0, last = 0] = entry.split(':').map(Number);
    return [year, last];
  });

const KNOWN_LAST = LAST_OF_YEAR.at(-1)?.[1] ?? 0;
const KNOWN_UNTIL = LAST_OF_YEAR.at(-1)?.[0] ?? 0;
/** The Council adopts 40 to 70 resolutions a year; what lies further beyond the table than this is no resolution yet. */
const MOST_PER_YEAR = 100;

/** The year in which the Council adopted resolution `number`; null beyond the table. */
export function yearOfResolution(number: number): number | null {
  return LAST_OF_YEAR.find(([, last]) => number >= 1 && number <= last)?.[0] ?? null;
}

/** Whether resolution `number` can be of `year`: exactly by the table, roughly for the years after it. */
export function isResolutionOf(number: number, year: number): boolean {
  if (number <= KNOWN_LAST) return yearOfResolution(number) === year;
  const years = year - KNOWN_UNTIL;
  return years >= 1 && number - KNOWN_LAST <= years * MOST_PER_YEAR;
}
