/* What is clicked, or typed: starts the program's own Python, which stands below, with the words it was given.
   Built twice: with WINDOW it opens the window and goes; without, it waits and gives the command's exit code. */
#include <windows.h>

#ifdef WINDOW
#define PYTHON L"\\program\\python\\pythonw.exe"
#else
#define PYTHON L"\\program\\python\\python.exe"
#endif

static const WCHAR *missing(void)
{
    switch (PRIMARYLANGID(GetUserDefaultUILanguage())) {
    case LANG_FRENCH:
        return L"CaseLink n\x2019" L"est pas complet dans ce dossier. Vos coffres n\x2019ont pas \xE9t\xE9 touch\xE9s. "
               L"Installez-le \xE0 nouveau.";
    case LANG_DUTCH:
        return L"CaseLink is niet volledig in deze map. Uw kluizen zijn niet aangeraakt. Installeer het opnieuw.";
    default:
        return L"CaseLink is not complete in this folder. Your vaults were not touched. Install it again.";
    }
}

/* The command line behind the program's own name, as it was typed. */
static const WCHAR *words(const WCHAR *line)
{
    BOOL quoted = FALSE;
    while (*line && (quoted || (*line != L' ' && *line != L'\t'))) {
        if (*line == L'"')
            quoted = !quoted;
        line++;
    }
    while (*line == L' ' || *line == L'\t')
        line++;
    return line;
}

static int tell(void)
{
    MessageBoxW(NULL, missing(), L"CaseLink", MB_OK | MB_ICONERROR);
    return 1;
}

static int start(void)
{
    static WCHAR folder[32768], line[66000];
    const WCHAR *given = words(GetCommandLineW());
    DWORD length = GetModuleFileNameW(NULL, folder, 32768);
    STARTUPINFOW how = {0};
    PROCESS_INFORMATION made;
    DWORD ended = 0;

    while (length > 0 && folder[length] != L'\\')
        length--;
    folder[length] = 0;
    if (length == 0 || length + lstrlenW(given) > 65000)
        return tell();
    lstrcpyW(line, L"\"");
    lstrcatW(line, folder);
    lstrcatW(line, PYTHON);
    lstrcatW(line, L"\" -I -B -m caselink ");
    lstrcatW(line, given);
    how.cb = sizeof how;
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &how, &made))
        return tell();
#ifndef WINDOW
    WaitForSingleObject(made.hProcess, INFINITE);
    GetExitCodeProcess(made.hProcess, &ended);
#endif
    CloseHandle(made.hThread);
    CloseHandle(made.hProcess);
    return (int)ended;
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE self, HINSTANCE none, PWSTR given, int shown)
{
    (void)self, (void)none, (void)given, (void)shown;
    return start();
}
#else
static BOOL WINAPI leave_it_to_the_command(DWORD signal)
{
    return signal == CTRL_C_EVENT || signal == CTRL_BREAK_EVENT;
}

int wmain(void)
{
    SetConsoleCtrlHandler(leave_it_to_the_command, TRUE);
    return start();
}
#endif
