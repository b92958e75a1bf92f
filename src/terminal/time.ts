/**
 * A time for people: local and short, `12-02 04:45`; with the year where it is another one than now.
 * @param time @param now both in milliseconds since 1970
 */
export function localTime(time: number, now: number): string {
  const date = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const year = date.getFullYear() === new Date(now).getFullYear() ? '' : `${date.getFullYear()}-`
  return `${year}${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}
