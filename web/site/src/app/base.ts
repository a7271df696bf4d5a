/** Where the site is: the server fills in `<base href>`, which has a path of its own behind some proxies. */
const base = new URL(document.baseURI).pathname;

/** The address of a place of the site: `/search` is `/programs/moments/search` where the site is under that path. */
export function at(place: string): string {
  return base + place.replace(/^\//, "");
}

/** The place of an address, such as `/search`; the opposite of `at`. */
export function placeOf(path: string): string {
  return `/${path.startsWith(base) ? path.slice(base.length) : path.replace(/^\//, "")}`;
}

/** Signs in, and comes back to where one is. */
export function signInAddress(next = placeOf(location.pathname) + location.search + location.hash): string {
  return at(`/auth/login?next=${encodeURIComponent(next)}`);
}

/** The server's release when this page was loaded. */
export const loadedRelease = document.querySelector<HTMLMetaElement>("meta[name=release]")?.content ?? "";
