/*
 * Presses Ctrl-C in a console of Windows: node's own child.kill('SIGINT') ends a process there, which is no test of anything.
 *   ctrl-c.exe FILE PROGRAM ARGUMENT...
 * starts the program; when the file appears, deletes it and sends the event to all in this console but itself; ends with the
 * program's exit code. Arguments are handed on without quotes: they hold no blanks.
 */
#include <process.h>
#include <windows.h>

enum { LOOK_EVERY_MS = 20 };

int main(int count, const char **arguments) {
  if (count < 3) return 2;
  HANDLE program = (HANDLE)_spawnv(_P_NOWAIT, arguments[2], arguments + 2);
  if (program == INVALID_HANDLE_VALUE) return 3;
  SetConsoleCtrlHandler(NULL, TRUE); /* Only now: a program inherits whether the event is ignored. */
  while (WaitForSingleObject(program, LOOK_EVERY_MS) == WAIT_TIMEOUT) {
    if (DeleteFileA(arguments[1])) GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0);
  }
  DWORD code = 4;
  GetExitCodeProcess(program, &code);
  return (int)code;
}
