import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../parts/Button";
import { BlankAgreement } from "./BlankAgreement";

/** What is said of the agreement, and its form, which is printed alone by its button. */
export function Agreement({ children }: { children: ComponentChildren }) {
  const [formAlone, setFormAlone] = useState(false);
  useEffect(() => {
    if (!formAlone) return;
    print();
    setFormAlone(false);
  }, [formAlone]);
  return (
    <>
      <div class={formAlone ? "not-printed" : undefined}>{children}</div>
      <section aria-labelledby="the-form">
        <div class="not-printed">
          <h2 id="the-form">The form</h2>
          <p>On the site, you fill it in on your mentorship's page. To fill it in by hand, print it.</p>
          <p>
            <Button look="outline" onPress={() => setFormAlone(true)}>
              Print a blank form
            </Button>
          </p>
        </div>
        <BlankAgreement />
      </section>
    </>
  );
}
