// Scripts and the worker are servers too: the marker that keeps server code out of the browser has nothing to say there.
export {};
