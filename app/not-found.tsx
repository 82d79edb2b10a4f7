import NotFoundHere from "./(office)/not-found";

/** An address that leads nowhere at all: outside of every frame. */
export default function NotFound() {
  return (
    <main>
      <NotFoundHere />
    </main>
  );
}
