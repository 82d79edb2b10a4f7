/** The XML of a workbook's parts as a stream of events. Runs in the child. */
import { SaxesParser } from "saxes";
import { SheetError } from "./error";

const MAX_DEPTH = 64;

/** Names come without their namespace prefix: some programs write `<x:row>`. */
export type XmlHandlers = {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
};

const localName = (name: string) => (name.includes(":") ? name.slice(name.indexOf(":") + 1) : name);

/**
 * Parses a part and pauses after every chunk, so that the caller can take what the handlers have gathered.
 * A DOCTYPE is refused before anything in it is read: entities are how XML reads files and explodes (IM-04).
 * @throws SheetError for a document that is not well formed
 */
export async function* parseXml(source: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  parser.on("doctype", () => {
    throw new SheetError("entities");
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) throw new SheetError("damaged");
    handlers.open?.(localName(tag.name), tag.attributes as Record<string, string>);
  });
  parser.on("closetag", (tag) => {
    depth -= 1;
    handlers.close?.(localName(tag.name));
  });
  if (handlers.text) {
    parser.on("text", handlers.text);
    parser.on("cdata", handlers.text);
  }
  try {
    for await (const chunk of source) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield;
    }
    parser.write(decoder.decode());
    parser.close();
  } catch (error) {
    // Not well formed, cut off, or not in the one encoding that spreadsheet programs write.
    throw error instanceof SheetError ? error : new SheetError("damaged");
  }
  yield;
}

/** Parses a whole part. */
export async function readXml(source: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(source, handlers));
}
