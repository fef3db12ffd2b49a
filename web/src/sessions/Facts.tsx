import { useLive } from '../live/hooks';
import type { Session } from '../live/types';
import { compact, exact, modelName, money, moneyRate } from '../ui/format';

/** What is known of a session, and how it is known. */
export function Facts({ session }: { session: Session }) {
  const many = useLive((state) => new Set([...state.sessions.values()].map((each) => each.host)).size > 1);
  const { tokens } = session;
  const rows: [string, string | null][] = [
    ['Status', `${session.reason} (by ${session.evidence})`],
    ['Cost', `${money(session.current_cost)}, now ${moneyRate(session.cost_per_hour)}`],
    ['Of it in no transcript', session.unattributed_cost > 0 ? money(session.unattributed_cost) : null],
    ['Models without a price', session.cost_unknown_models.join(', ') || null],
    ['Messages', compact(session.message_count)],
    ['Tokens', `${compact(tokens.input)} in, ${compact(tokens.output)} out`],
    ['Cache', `${compact(tokens.cache_read)} read, ${compact(tokens.cache_creation)} written`],
    ['Compactions', session.compactions > 0 ? String(session.compactions) : null],
    [
      'Errors',
      session.errors > 0 ? [session.errors, session.last_error].filter(Boolean).join(', last of the API: ') : null,
    ],
    ['Started', exact(session.started_at)],
    ['Folder', session.path],
    ['Branch', session.git_branch],
    ['Permissions', session.permission_mode],
    ['Client', [session.client_version, session.entrypoint].filter(Boolean).join(', ') || null],
    ['Process', session.pid === null ? null : String(session.pid)],
    ['Host', many ? session.host : null],
    ['Session', session.session_id],
  ];
  return (
    <div className="px-4 py-3">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {rows.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="tabular min-w-0 break-words">{value}</dd>
              </div>
            ),
        )}
      </dl>
      {session.cost_by_model.length > 0 && (
        <table className="mt-4 w-full text-left">
          <caption className="pb-1 text-left font-medium">Cost by model</caption>
          <tbody>
            {session.cost_by_model.map((row) => (
              <tr key={row.model} className="border-t border-line">
                <th scope="row" className="py-1 font-normal" title={row.model}>
                  {modelName(row.model)}
                </th>
                <td className="tabular py-1 text-right text-muted">{compact(row.tokens.output)} out</td>
                <td className="tabular py-1 text-right">{row.cost === null ? 'no price' : money(row.cost)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
