import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Fallback } from './Fallback';

test('a fault is told, with the way back', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const Broken = () => {
    throw new Error('no such thing');
  };
  render(
    <Fallback>
      <Broken />
    </Fallback>,
  );
  expect(screen.getByRole('alert').textContent).toContain('no such thing');
  expect(screen.getByRole('button', { name: 'Load again' })).toBeTruthy();
});
