import { keys } from './shortcuts';
import { Dialog } from './ui/Dialog';
import { Kbd } from './ui/Kbd';

export const Help = ({ onClose }: { onClose: () => void }) => (
  <Dialog label="Keyboard" onClose={onClose} className="w-96 p-4">
    <h2 className="mb-3 text-base font-semibold">Keyboard</h2>
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5">
      {keys.map(([pressed, does]) => (
        <div key={pressed} className="contents">
          <dt className="flex gap-1">
            {pressed.split('  ').map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  </Dialog>
);
