import { useState } from 'react';
import { commands } from './commands';
import { Palette } from './ui/Palette';

/** Made from what is there when it opens, so that the list does not move under the reader. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const [all] = useState(commands);
  return <Palette commands={all} onClose={onClose} />;
}
