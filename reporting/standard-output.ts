/** Takes what is printed. Whoever reads the first lines only (`| head`) closes the pipe, which is no mistake. */
export function standardOutput(): (text: string) => void {
  let closed = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed = true;
  });
  return (text) => {
    if (!closed) process.stdout.write(text);
  };
}
