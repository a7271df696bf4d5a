import { useViewer } from "../../app/viewer";
import { Front } from "../front/Front";
import { Home } from "./Home";

/** The first page: the program's front, or what waits for whoever is signed in. */
export default function StartPage() {
  return useViewer() ? <Home /> : <Front />;
}
