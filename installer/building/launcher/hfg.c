/* hfg.exe (window) and hfgoals.exe (console): hfgoals.start, run by the Python in python\. It answers
 * for the child that reads files from outside as well: nothing else can be started. */
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

#define PLACE_SIZE 32768
#define NAME L"绩效目标填报"

typedef int (*Main)(int, wchar_t **);

/* Other programs leave these behind for their own Qt; ours would look for its parts there. */
static const wchar_t *const astray[] = {
    L"QT_PLUGIN_PATH", L"QT_QPA_PLATFORM_PLUGIN_PATH", L"QT_QPA_PLATFORMTHEME", L"QT_STYLE_OVERRIDE",
};

static int incomplete(void) {
    MessageBoxW(NULL, L"程序文件不完整，没有启动。\n您的填报文件不受影响。\n请重新安装本程序。", NAME,
                MB_ICONERROR | MB_OK);
    return 3;
}

static int start(int argc, wchar_t **argv) {
    static wchar_t own[PLACE_SIZE], library[PLACE_SIZE];
    wchar_t **arguments, *name;
    HMODULE python;
    Main run;
    int count = 0;

    SetDllDirectoryW(L""); /* no library comes from the current folder */
    for (size_t i = 0; i < sizeof astray / sizeof *astray; i++) SetEnvironmentVariableW(astray[i], NULL);
    if (!GetModuleFileNameW(NULL, own, PLACE_SIZE - 64)) return incomplete();
    wcscpy(library, own);
    name = wcsrchr(library, L'\\');
    if (!name) return incomplete();
    wcscpy(name + 1, L"python\\python311.dll");
    python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    run = python ? (Main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    arguments = calloc((size_t)argc + 8, sizeof *arguments);
    if (!run || !arguments) return incomplete();
    arguments[count++] = own;
    arguments[count++] = L"-I";
    arguments[count++] = L"-B";
    arguments[count++] = L"-X";
    arguments[count++] = L"utf8";
    arguments[count++] = L"-m";
    arguments[count++] = L"hfgoals.start";
    for (int i = 1; i < argc; i++) arguments[count++] = argv[i];
    return run(count, arguments);
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, LPWSTR line, int show) {
    (void)instance, (void)before, (void)line, (void)show;
    return start(__argc, __wargv);
}
#else
int wmain(int argc, wchar_t **argv) { return start(argc, argv); }
#endif
