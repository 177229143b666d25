; Setup for one user: no administrator, the current user's registry only. Everything of the program stands in "program",
; which is laid down beside and then takes the old one's place by two renames: whole or not at all. What goes at removal is
; named file by file in the list that each version brings: a vault put in here by mistake stays.
Unicode true
Target amd64-unicode
RequestExecutionLevel user
SetCompressor ${COMPRESSION}
Name "CaseLink"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\CaseLink"
InstallDirRegKey HKCU "Software\CaseLink" "Folder"
BrandingText "CaseLink ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "CaseLink"
VIAddVersionKey "FileDescription" "CaseLink"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "EUPL-1.2"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include MUI2.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include x64.nsh

!define GONE "Software\Microsoft\Windows\CurrentVersion\Uninstall\CaseLink"
!define MUI_ICON "${STAGE}/caselink.ico"
!define MUI_UNICON "${STAGE}/caselink.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\CaseLink.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "Dutch"
!insertmacro MUI_LANGUAGE "English"

LangString TooOld ${LANG_FRENCH} "CaseLink demande Windows 10 (1703 ou plus récent) en 64 bits. Rien n’a été installé."
LangString TooOld ${LANG_DUTCH} "CaseLink vraagt Windows 10 (1703 of recenter), 64 bits. Er is niets geïnstalleerd."
LangString TooOld ${LANG_ENGLISH} "CaseLink needs 64-bit Windows 10 (1703 or newer). Nothing was installed."
LangString Running ${LANG_FRENCH} "CaseLink est ouvert. Rien n’a été changé. Fermez-le, puis recommencez."
LangString Running ${LANG_DUTCH} "CaseLink staat open. Er is niets gewijzigd. Sluit het en begin opnieuw."
LangString Running ${LANG_ENGLISH} "CaseLink is open. Nothing was changed. Close it, then start again."
LangString NoRoom ${LANG_FRENCH} "Il faut ${MEGABYTES} Mo libres ici. Rien n’a été installé. Faites de la place, ou choisissez un autre dossier."
LangString NoRoom ${LANG_DUTCH} "Hier is ${MEGABYTES} MB vrije ruimte nodig. Er is niets geïnstalleerd. Maak plaats of kies een andere map."
LangString NoRoom ${LANG_ENGLISH} "${MEGABYTES} MB of free space are needed here. Nothing was installed. Make room, or choose another folder."
LangString TooLong ${LANG_FRENCH} "Le chemin de ce dossier est trop long pour Windows. Rien n’a été installé. Choisissez un dossier plus proche de la racine."
LangString TooLong ${LANG_DUTCH} "Het pad van deze map is te lang voor Windows. Er is niets geïnstalleerd. Kies een map dichter bij de hoofdmap."
LangString TooLong ${LANG_ENGLISH} "This folder’s path is too long for Windows. Nothing was installed. Choose a folder nearer to the top."
LangString NotWritten ${LANG_FRENCH} "Un fichier n’a pas pu être écrit dans ce dossier. La version d’avant, s’il y en a une, est restée. Vérifiez la place et les droits, puis recommencez."
LangString NotWritten ${LANG_DUTCH} "Een bestand kon niet in deze map worden geschreven. De vorige versie, als die er is, bleef staan. Controleer ruimte en rechten en begin opnieuw."
LangString NotWritten ${LANG_ENGLISH} "A file could not be written to this folder. The version before, if any, was kept. Check space and rights, then start again."
LangString VaultsStay ${LANG_FRENCH} "CaseLink a été enlevé. Vos coffres sont restés où ils sont."
LangString VaultsStay ${LANG_DUTCH} "CaseLink is verwijderd. Uw kluizen staan nog waar ze stonden."
LangString VaultsStay ${LANG_ENGLISH} "CaseLink was removed. Your vaults are still where they were."

; Says it, in a window or for a silent call on the error output's place in Windows: the exit code.
!macro Refuse TEXT CODE
  IfSilent +2
    MessageBox MB_OK|MB_ICONSTOP "${TEXT}"
  SetErrorLevel ${CODE}
  Quit
!macroend

; A program that runs can't be written to: so it is noticed before anything changes. A folder with a file in use can't be
; renamed either, which notices what the moment between would let through.
!macro GoIfRunning PROGRAM LABEL
  ClearErrors
  IfFileExists "${PROGRAM}" 0 +4
    FileOpen $R4 "${PROGRAM}" a
    IfErrors ${LABEL}
    FileClose $R4
!macroend

!macro RemoveProgram FOLDER
  Push "${FOLDER}"
  !ifdef __UNINSTALL__
    Call un.RemoveProgram
  !else
    Call RemoveProgram
  !endif
!macroend

; Takes away what the list in that folder names, and the folder where nothing else is in it.
!macro RemoveProgramFunction UN
Function ${UN}RemoveProgram
  Pop $R0
  FileOpen $R1 "$R0\files.txt" r
  StrCmp $R1 "" last
  FileReadUTF16LE $R1 $R2 ; the byte order mark's line
next:
  FileReadUTF16LE $R1 $R2
  StrCmp $R2 "" read
  StrCpy $R2 $R2 -2 ; its line end
  StrCpy $R3 $R2 1 -1
  StrCmp $R3 "\" folder
  Delete "$R0\$R2"
  Goto next
folder:
  RMDir "$R0\$R2"
  Goto next
read:
  FileClose $R1
  Delete "$R0\files.txt"
last:
  RMDir "$R0"
FunctionEnd
!macroend
!insertmacro RemoveProgramFunction ""
!insertmacro RemoveProgramFunction "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro Refuse "$(TooOld)" 3
  ${EndIf}
FunctionEnd

Section
  SetShellVarContext current
  StrLen $0 "$INSTDIR"
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > 258
    !insertmacro Refuse "$(TooLong)" 5
  ${EndIf}
  CreateDirectory "$INSTDIR"
  ${GetRoot} "$INSTDIR" $1
  ${DriveSpace} "$1\" "/D=F /S=M" $2
  ${If} $2 != ""
  ${AndIf} $2 < ${MEGABYTES}
    RMDir "$INSTDIR"
    !insertmacro Refuse "$(NoRoom)" 4
  ${EndIf}

  !insertmacro GoIfRunning "$INSTDIR\program\python\pythonw.exe" inuse
  !insertmacro GoIfRunning "$INSTDIR\program\python\python.exe" inuse
  ; what an interrupted setup left
  !insertmacro RemoveProgram "$INSTDIR\program.new"
  !insertmacro RemoveProgram "$INSTDIR\program.old"
  ClearErrors
  SetOverwrite on
  SetOutPath "$INSTDIR\program.new"
  File "${STAGE}/program/files.txt"
  File /r "${STAGE}/program/*"
  IfErrors unwritten
  SetOutPath "$INSTDIR"
  IfFileExists "$INSTDIR\program\*" 0 free
  Rename "$INSTDIR\program" "$INSTDIR\program.old"
  IfErrors inuse
free:
  Rename "$INSTDIR\program.new" "$INSTDIR\program"
  IfErrors giveback
  File "${STAGE}/CaseLink.exe"
  File "${STAGE}/caselink-command.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  IfErrors unlaunched
  !insertmacro RemoveProgram "$INSTDIR\program.old" ; by its own list

  CreateShortcut "$SMPROGRAMS\CaseLink.lnk" "$INSTDIR\CaseLink.exe"
  WriteRegStr HKCU "Software\CaseLink" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${GONE}" "DisplayName" "CaseLink"
  WriteRegStr HKCU "${GONE}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${GONE}" "DisplayIcon" "$INSTDIR\CaseLink.exe"
  WriteRegStr HKCU "${GONE}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${GONE}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${GONE}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${GONE}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${GONE}" "NoModify" 1
  WriteRegDWORD HKCU "${GONE}" "NoRepair" 1
  Goto done
inuse:
  !insertmacro RemoveProgram "$INSTDIR\program.new"
  !insertmacro Refuse "$(Running)" 6
giveback:
  Rename "$INSTDIR\program.old" "$INSTDIR\program"
unwritten:
  SetOutPath "$INSTDIR"
  !insertmacro RemoveProgram "$INSTDIR\program.new"
  RMDir "$INSTDIR"
  !insertmacro Refuse "$(NotWritten)" 7
unlaunched:
  !insertmacro Refuse "$(NotWritten)" 7
done:
SectionEnd

Section Uninstall
  SetShellVarContext current
  SetOutPath "$TEMP"
  !insertmacro GoIfRunning "$INSTDIR\program\python\pythonw.exe" inuse
  !insertmacro GoIfRunning "$INSTDIR\program\python\python.exe" inuse
  !insertmacro RemoveProgram "$INSTDIR\program.old"
  ClearErrors
  IfFileExists "$INSTDIR\program\*" 0 gone
  Rename "$INSTDIR\program" "$INSTDIR\program.old"
  IfErrors 0 gone
inuse:
  !insertmacro Refuse "$(Running)" 6
gone:
  !insertmacro RemoveProgram "$INSTDIR\program.old"
  Delete "$INSTDIR\CaseLink.exe"
  Delete "$INSTDIR\caselink-command.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\CaseLink.lnk"
  DeleteRegKey HKCU "${GONE}"
  DeleteRegKey HKCU "Software\CaseLink"
  IfSilent +2
    MessageBox MB_OK "$(VaultsStay)"
SectionEnd
