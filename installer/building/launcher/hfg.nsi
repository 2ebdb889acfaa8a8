; The installer of the program for one user: no administrator, nothing outside HKCU and the folder.
; Filled in by installer/building/nsis.py; @…@ are its fields.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh

!define NAME "绩效目标填报"
!define OWN "Software\hfgoals"
!define CLASSES "Software\Classes"
!define WORKBOOK "hfgoals.workbook"
!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\hfgoals"

Name "${NAME}"
OutFile "@OUT@"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\hfgoals"
InstallDirRegKey HKCU "${OWN}" "folder"
ManifestDPIAware true
ManifestLongPathAware true
BrandingText "${NAME} @VERSION@"
VIProductVersion "@DOTTED@"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "@VERSION@"
VIAddVersionKey /LANG=2052 "ProductVersion" "@VERSION@"
VIAddVersionKey /LANG=2052 "CompanyName" "hfgoals"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT"

!define MUI_ICON "@ICON@"
!define MUI_UNICON "@ICON@"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\hfg.exe"
!define MUI_FINISHPAGE_RUN_TEXT "打开${NAME}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; A window of the program that is open holds its file: it is not torn away from under the user.
!macro Closed
  again:
  ${If} ${FileExists} "$INSTDIR\hfg.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\hfg.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "“${NAME}”还开着，请先关闭它的窗口，然后点“重试”。$\r$\n您的填报文件不受影响。" /SD IDCANCEL IDRETRY again
      SetErrorLevel 4
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "本程序需要 Windows 10 或 11（64 位），这台电脑的系统较旧，没有安装任何东西。" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
FunctionEnd

Section
  !insertmacro Closed
  ; What an older version brought goes, by its own list; shortcuts and settings stay as they are.
  StrCpy $1 ""
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    StrCpy $1 "upgrade"
    ExecWait '"$INSTDIR\uninstall.exe" /S /upgrade _?=$INSTDIR'
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "@STAGE@/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} $1 == ""
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\hfg.exe"
  ${EndIf}
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\hfg.exe"
  WriteRegStr HKCU "${OWN}" "folder" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\.hfg" "" "${WORKBOOK}"
  WriteRegStr HKCU "${CLASSES}\.hfg\OpenWithProgids" "${WORKBOOK}" ""
  WriteRegStr HKCU "${CLASSES}\${WORKBOOK}" "" "绩效目标工作簿"
  WriteRegStr HKCU "${CLASSES}\${WORKBOOK}\DefaultIcon" "" "$INSTDIR\hfg.exe,0"
  WriteRegStr HKCU "${CLASSES}\${WORKBOOK}\shell\open\command" "" '"$INSTDIR\hfg.exe" "%1"'
  WriteRegStr HKCU "${LISTED}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "@VERSION@"
  WriteRegStr HKCU "${LISTED}" "Publisher" "hfgoals"
  WriteRegStr HKCU "${LISTED}" "DisplayIcon" "$INSTDIR\hfg.exe"
  WriteRegStr HKCU "${LISTED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" @KILOBYTES@
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
SectionEnd

Section Uninstall
  !insertmacro Closed
  ; By name, never a whole folder: what the user put among these files stays.
@REMOVE@
  Delete "$INSTDIR\uninstall.exe"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/upgrade" $1
  ${If} ${Errors}
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"
    ; Settings and logs are the program's; workbooks and their backups are the user's.
    Delete "$LOCALAPPDATA\hfgoals\*.json"
    Delete "$LOCALAPPDATA\hfgoals\*.toml"
    Delete "$LOCALAPPDATA\hfgoals\Logs\hfgoals.log*"
    RMDir "$LOCALAPPDATA\hfgoals\Logs"
    RMDir "$LOCALAPPDATA\hfgoals"
    ReadRegStr $0 HKCU "${CLASSES}\.hfg" ""
    ${If} $0 == "${WORKBOOK}"
      DeleteRegValue HKCU "${CLASSES}\.hfg" ""
    ${EndIf}
    DeleteRegValue HKCU "${CLASSES}\.hfg\OpenWithProgids" "${WORKBOOK}"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.hfg\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.hfg"
    DeleteRegKey HKCU "${CLASSES}\${WORKBOOK}"
    DeleteRegKey HKCU "${OWN}"
    DeleteRegKey HKCU "${LISTED}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, i 0, i 0)'
  ${EndIf}
SectionEnd
